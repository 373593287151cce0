"""The web server: the chat's API and page, health, metrics, and the demonstration's helpers."""
