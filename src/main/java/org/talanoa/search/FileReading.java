package org.talanoa.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.apache.lucene.document.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.talanoa.discussion.Archive;
import org.talanoa.discussion.Attachment;
import org.talanoa.extraction.Extraction;
import org.talanoa.text.Clean;

/** The words of the files that a message carries. A file that cannot be read says nothing. */
final class FileReading implements Completion {
  /** So many characters are kept of all the files of a message. */
  private static final int MOST = 100_000;

  private static final Logger LOG = LoggerFactory.getLogger(FileReading.class);

  private final Archive archive;
  private final Extraction extraction;

  FileReading(Archive archive, Extraction extraction) {
    this.archive = archive;
    this.extraction = extraction;
  }

  @Override
  public String mark() {
    return Documents.UNREAD;
  }

  @Override
  public boolean on() {
    return extraction.on();
  }

  @Override
  public int shownTogether() {
    return 1;
  }

  /** What reads is started with the first file. */
  @Override
  public void prepare() {}

  @Override
  public Object from(Entry entry) {
    return entry.files();
  }

  @Override
  public Consumer<Document> made(Entry entry) {
    var texts = texts(entry.files());
    return document -> Documents.read(document, entry.files(), texts);
  }

  private List<FileText> texts(List<Attachment> files) {
    var texts = new ArrayList<FileText>();
    var left = MOST;
    for (var file : files) {
      var text = left == 0 ? "" : cut(text(file), left);
      if (!text.isBlank()) {
        texts.add(new FileText(file.id(), text));
        left -= text.length();
      }
    }
    return texts;
  }

  private String text(Attachment file) {
    try (var content = archive.content(file).orElseThrow()) {
      return Clean.text(extraction.text(content, file.name(), file.size()).orElse(""));
    } catch (IOException | NoSuchElementException gone) {
      LOG.debug("a file is not there any more", gone);
      return "";
    }
  }

  /** At most so many characters, and none of them a half. */
  private static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
  }

  @Override
  public void stop() {
    extraction.close();
  }
}
