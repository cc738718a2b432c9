"""Case files: what is known of centres, plans and classes without names, loaded with invented learners.

fields and reading check a file whole and say every fault at once; people and lists invent who sits in the classes;
writing puts into the database what a file says newly, and nothing else.
"""
