package org.talanoa.search;

import java.util.List;
import org.talanoa.alliance.TacitKind;

/** What kinds of tacit knowledge are called, in every language in which they are shown. */
public interface KindNames {
  List<String> of(TacitKind kind);
}
