"""Issuing: a final file is examined, registered, verified, and watched for later differences."""
