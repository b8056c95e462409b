"""What a data folder is checked for: errors that stop it, warnings that do not."""
