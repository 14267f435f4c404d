def reasons(a,b): return ()
