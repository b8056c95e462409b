"""Files that leave: pictures, slides, a handout, tables, one page; pure functions of a Sheet."""
