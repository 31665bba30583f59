"""What jobs of every room share: work of a day, how often a job runs, and when it has to end."""
