package org.talanoa.meaning;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.langchain4j.model.embedding.onnx.AbstractInProcessEmbeddingModel;
import dev.langchain4j.model.embedding.onnx.OnnxBertBiEncoder;
import dev.langchain4j.model.embedding.onnx.PoolingMode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;

/**
 * The model all-MiniLM-L6-v2 with its weights in eight bits. It computes with the thread that asks
 * and no other: several at once get on faster so, and none is left spinning while others have to
 * work. Safe for use by many threads.
 */
final class MiniLm extends AbstractInProcessEmbeddingModel {
  private final OnnxBertBiEncoder encoder;

  MiniLm() throws IOException, OrtException {
    super(Runnable::run);
    var environment = OrtEnvironment.getEnvironment();
    try (var model = resource("all-minilm-l6-v2-q.onnx");
        var tokenizer = resource("all-minilm-l6-v2-q-tokenizer.json");
        var options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      var session = environment.createSession(model.readAllBytes(), options);
      this.encoder = new OnnxBertBiEncoder(environment, session, tokenizer, PoolingMode.MEAN);
    }
  }

  private static InputStream resource(String name) throws IOException {
    var resource = MiniLm.class.getResourceAsStream("/" + name);
    if (resource == null) {
      throw new FileNotFoundException(name);
    }
    return resource;
  }

  @Override
  protected OnnxBertBiEncoder model() {
    return encoder;
  }

  @Override
  protected Integer knownDimension() {
    return Meaning.DIMENSIONS;
  }
}
