"""One command that brings the whole assistant up on one machine, keeps it up, and takes it down again."""
