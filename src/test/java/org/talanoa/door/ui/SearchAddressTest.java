package org.talanoa.door.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.router.QueryParameters;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.talanoa.search.Search;

class SearchAddressTest {
  private static Optional<String> exactly(String text, String words) {
    return SearchAddress.asking(text).exactly(words).map(SearchAddress::text);
  }

  @Test
  void wordsAreQuotedWhereTheyStandAndNowhereElse() {
    assertThat(exactly("PFM", "PFM")).contains("\"PFM\"");
    assertThat(exactly("the new public  financial management law", "public financial management"))
        .contains("the new \"public financial management\" law");
    assertThat(exactly("what is (PFM)?", "PFM")).contains("what is \"PFM\"");
    assertThat(exactly("PFM PFMS PFM", "PFM")).contains("\"PFM\" PFMS \"PFM\"");
    assertThat(exactly("$1 réforme, $1", "$1 réforme")).contains("\"$1 réforme\" $1");
  }

  private static String corrected(String text, Map<String, String> others) {
    return SearchAddress.asking(text).corrected(others).text();
  }

  @Test
  void wholeWordsAreCorrectedAllAtOnceAndNothingElse() {
    var others = Map.of("payrol", "payroll", "budgt", "budget", "pay", "day");

    assertThat(corrected("payrol  budgt payrols", others)).isEqualTo("payroll  budget payrols");
    assertThat(corrected("pay repay from:pay has:pay -pay pay* \"pay\" in:“pay day” pay", others))
        .isEqualTo("day repay from:pay has:pay -pay pay* \"pay\" in:“pay day” day");
    assertThat(corrected("nothing to correct", others)).isEqualTo("nothing to correct");
  }

  @Test
  void pagesFollowUntilNobodyLooksAnyFurther() {
    var pages =
        Stream.iterate(
                Optional.of(SearchAddress.asking("budget")),
                Optional::isPresent,
                page -> page.flatMap(last -> last.next(20)))
            .flatMap(Optional::stream)
            .map(SearchAddress::from)
            .toList();

    assertThat(pages).startsWith(0, 20, 40).endsWith(980, Search.DEEPEST);
    assertThat(SearchAddress.of(QueryParameters.fromString("q=budget&from=9999")).from())
        .isEqualTo(Search.DEEPEST);
  }

  @Test
  void whatNarrowsAQuestionStaysAsItIs() {
    assertThat(exactly("from:PFM -PFM PFM* \"PFM\" PFM", "PFM"))
        .contains("from:PFM -PFM PFM* \"PFM\" \"PFM\"");
    assertThat(exactly("public from:Amina money", "public money")).isEmpty();
  }
}
