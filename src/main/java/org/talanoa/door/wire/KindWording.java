package org.talanoa.door.wire;

import java.util.List;
import org.springframework.stereotype.Component;
import org.talanoa.alliance.TacitKind;
import org.talanoa.door.Wording;
import org.talanoa.search.KindNames;

/** Names a kind of tacit knowledge as the screens do, so that it can be asked for so. */
@Component
class KindWording implements KindNames {
  @Override
  public List<String> of(TacitKind kind) {
    return Wording.LANGUAGES.stream()
        .map(language -> TacitKindJson.of(kind, language).name())
        .distinct()
        .toList();
  }
}
