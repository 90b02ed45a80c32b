"""What rooms and demand show beyond their own pages, one file a part."""
