"""Every variable of the rules, one subject a file; OpenFisca loads them from this directory."""
