"""What the filled town of the sweep has beside the demonstration: long lists, long words, every state."""
