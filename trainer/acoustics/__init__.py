"""Sound as numbers: WAV bytes, speech and pauses, pitch, and changing it.

Pure mathematics over samples, below the rules that judge a voice and the door that makes one.
"""
