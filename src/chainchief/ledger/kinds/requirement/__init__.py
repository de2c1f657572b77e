"""What projects still lack: land, energy, labour, permits, supporting works."""
