"""Tables in and out: CSV and Excel files that people bring, looked at first, taken in whole, and taken back."""
