"""Arabic as Saudis write it: plain functions for both environments, lexicons as data in `lexicon/`.

Normalising and tokens (`normaliser`, `tokeniser`), digits and what is sensitive (`digits`, `sensitive`, `references`),
entities (`entities`), script and language (`script`), Arabizi (`arabizi`), dialects (`dialect`). Import the modules by name.
"""
