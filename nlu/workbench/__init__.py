"""The linguist's bench: what was read and why, how well, which of two ways is better, what people said that was not understood,
and how their words become training sentences. `make nlu` lists the commands."""
