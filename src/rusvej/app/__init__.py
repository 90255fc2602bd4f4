"""What the commands do, without asking how the question came in or how the answer is shown."""
