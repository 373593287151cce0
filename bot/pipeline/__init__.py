"""One message, from a row of the inbox to the rows of its answer. One stage a file; the order is in `runner`."""
