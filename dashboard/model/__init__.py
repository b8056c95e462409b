"""What the words mean: tables, gazetteer, time, selection."""
