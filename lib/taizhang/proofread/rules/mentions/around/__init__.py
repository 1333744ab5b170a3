"""Two figures of one name -> whether the words around them set them apart."""
