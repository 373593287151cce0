"""What Mueen knows in general: reviewed entries for the topics of the contract, with their sources and review dates."""
