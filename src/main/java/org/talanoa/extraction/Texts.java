package org.talanoa.extraction;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** How the text of a file is found. */
interface Texts {
  Optional<String> of(Kind kind, Path file) throws IOException;
}
