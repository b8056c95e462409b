"""What a snapshot looks like: values in, values out."""
