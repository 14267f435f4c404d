"""The simulated customer: temper (anger), director (what comes next), scripted speaker (wording)."""
