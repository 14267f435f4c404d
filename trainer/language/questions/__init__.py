"""What an operator asks for, and which facts of the scenario it aims at."""
