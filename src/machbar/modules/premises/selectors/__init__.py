"""What pages of rooms and demand read, one file a part."""
