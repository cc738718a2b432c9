"""An invented commune centre that is at work today, and accounts to look at it and at the shipped cases.

Everything in it is invented. It is made once, relative to the day it is made; what stands there is never changed.
"""
