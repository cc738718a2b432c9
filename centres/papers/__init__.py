"""Papers in the Party's layout, whatever they say: what stands above and below the text, the styles, the typesetting.

The layout is that of Hướng dẫn 05-HD/VPTW, 27/5/2026.
"""
