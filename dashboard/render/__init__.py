"""What a view looks like: values in, values out."""
