"""What runs inside the web server and the worker beside the application itself."""
