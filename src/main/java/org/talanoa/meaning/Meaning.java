package org.talanoa.meaning;

import ai.onnxruntime.OrtException;
import dev.langchain4j.model.embedding.EmbeddingModel;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/**
 * Makes vectors of texts on this machine, where it is switched on. Safe for use by many threads.
 */
@Service
public class Meaning {
  /** How long a vector is; each has length 1. */
  public static final int DIMENSIONS = 384;

  /**
   * How much two texts have to mean alike at least, as the cosine of their vectors, that one is an
   * answer to the other. Below it this model sees likeness between any two texts.
   */
  public static final float ALIKE = 0.3f;

  /** The model reads no further; about the 512 pieces of words it can take at once. */
  private static final int LONGEST = 2_500;

  private static final Logger LOG = LoggerFactory.getLogger(Meaning.class);

  private volatile boolean on;
  private @Nullable EmbeddingModel model;

  @Autowired
  public Meaning(@Value("${talanoa.meaning:on}") String setting) {
    this(setting.equals("on"));
  }

  private Meaning(boolean on) {
    this.on = on;
  }

  /** One that is switched off. */
  public static Meaning off() {
    return new Meaning(false);
  }

  public boolean on() {
    return on;
  }

  /** Loads the model now, so that nobody has to wait for it later. */
  public void prepare() {
    loaded();
  }

  /** What an English text means; nothing where this is switched off or the text is empty. */
  public Optional<float[]> of(String text) {
    if (text.isBlank()) {
      return Optional.empty();
    }
    var read = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    return loaded().map(there -> there.embed(read).content().vector());
  }

  private synchronized Optional<EmbeddingModel> loaded() {
    if (on && model == null) {
      try {
        model = loadedNow();
      } catch (IOException | OrtException | RuntimeException | LinkageError impossible) {
        LOG.warn("texts cannot be searched by meaning here: {}", impossible.toString());
        on = false;
      }
    }
    return on ? Optional.ofNullable(model) : Optional.empty();
  }

  /** The tokenizer's library would tell its makers where it runs, or fetch what it misses. */
  private static EmbeddingModel loadedNow() throws IOException, OrtException {
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty("ai.djl.offline", "true");
    return new MiniLm();
  }
}
