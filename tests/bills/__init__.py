"""Pictures of made-up bills that no training sees: drawn as pages of a browser, then photographed."""
