"""What a build took, did and wrote -> its Workflow Run RO-Crate, as JSON-LD."""
