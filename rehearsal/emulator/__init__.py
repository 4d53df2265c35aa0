"""MiniStack with stand-ins for what it lacks: see README.md beside this package."""
