"""Other people's models, to be set beside ours. The models themselves know nothing of the kernel;
what puts one question to both stands in a module of its own.
"""
