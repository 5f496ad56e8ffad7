package org.talanoa.door.wire;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import org.springframework.boot.jackson.autoconfigure.JsonFactoryBuilderCustomizer;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.stereotype.Component;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactoryBuilder;
import tools.jackson.databind.json.JsonMapper;

/**
 * Bounds what comes in by any door: nothing larger than many times the longest message, and no list
 * with {@code null} in it. What is beyond cannot be read.
 */
@Component
class IncomingJson implements JsonFactoryBuilderCustomizer, JsonMapperBuilderCustomizer {
  /** In bytes or characters, as they come. */
  private static final long LARGEST = 4L << 20;

  @Override
  public void customize(JsonFactoryBuilder factory) {
    factory.streamReadConstraints(
        StreamReadConstraints.builder().maxDocumentLength(LARGEST).build());
  }

  @Override
  public void customize(JsonMapper.Builder mapper) {
    mapper.changeDefaultNullHandling(_ -> JsonSetter.Value.forContentNulls(Nulls.FAIL));
  }
}
