"""What a day is said to be: sentences, attribution, search results, as plain text."""
