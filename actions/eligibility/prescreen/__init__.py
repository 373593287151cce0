"""The pre-screen: what is asked, how an answer is read, and what is then known of the household."""
