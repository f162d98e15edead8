"""Claims of many reports in; incidents, tolls, contradictions and control out."""
