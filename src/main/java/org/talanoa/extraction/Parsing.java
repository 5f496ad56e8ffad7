package org.talanoa.extraction;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.tika.exception.TikaException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.parser.microsoft.OfficeParserConfig;
import org.apache.tika.parser.microsoft.ooxml.OOXMLParser;
import org.apache.tika.parser.odf.OpenDocumentParser;
import org.apache.tika.parser.pdf.PDFParser;
import org.apache.tika.parser.pdf.PDFParserConfig;
import org.apache.tika.sax.BodyContentHandler;
import org.apache.tika.sax.SecureContentHandler;
import org.apache.tika.sax.WriteOutContentHandler;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/** What a file says. Of one that is broken or too long, what could be read of its beginning. */
final class Parsing implements Texts {
  private final int characters;
  private final Parser pdf = pdf();
  private final Parser office = new OOXMLParser();
  private final Parser openDocument = new OpenDocumentParser();

  Parsing(int characters) {
    this.characters = characters;
  }

  @Override
  public Optional<String> of(Kind kind, Path file) throws IOException {
    if (!kind.begins(beginning(file))) {
      return Optional.empty();
    }
    var text =
        switch (kind) {
          case PDF -> parsed(pdf, file);
          case OFFICE -> parsed(office, file);
          case OPEN_DOCUMENT -> parsed(openDocument, file);
          case PLAIN -> PlainText.of(file, characters);
        };
    return Optional.of(cut(text.strip())).filter(found -> !found.isEmpty());
  }

  private static byte[] beginning(Path file) throws IOException {
    try (var content = Files.newInputStream(file)) {
      return content.readNBytes(Kind.LOOK_AT);
    }
  }

  private String parsed(Parser parser, Path file) throws IOException {
    var text = new WriteOutContentHandler(characters);
    try (var content = TikaInputStream.get(file)) {
      parser.parse(
          content,
          new SecureContentHandler(new BodyContentHandler(text), content),
          new Metadata(),
          context());
    } catch (IOException
        | SAXException
        | TikaException
        | RuntimeException
        | LinkageError
        | StackOverflowError _) {
      // What was read until there is the answer.
    }
    return text.toString();
  }

  private static ParseContext context() {
    var office = new OfficeParserConfig();
    office.setUseSAXDocxExtractor(true);
    office.setUseSAXPptxExtractor(true);
    office.setExtractMacros(false);
    office.setIncludeDeletedContent(false);
    office.setIncludeMoveFromContent(false);
    office.setIncludeSlideMasterContent(false);
    var context = new ParseContext();
    context.set(OfficeParserConfig.class, office);
    context.set(EmbeddedDocumentExtractor.class, new Unopened());
    return context;
  }

  private static Parser pdf() {
    var parser = new PDFParser();
    var pdf = parser.getPDFParserConfig();
    pdf.setOcrStrategy(PDFParserConfig.OCR_STRATEGY.NO_OCR);
    pdf.setExtractInlineImages(false);
    pdf.setExtractActions(false);
    pdf.setExtractBookmarksText(false);
    pdf.setIfXFAExtractOnlyXFA(false);
    pdf.setCatchIntermediateIOExceptions(true);
    return parser;
  }

  /** At most so many characters, and none of them a half. */
  private String cut(String text) {
    if (text.length() <= characters) {
      return text;
    }
    var end = Character.isHighSurrogate(text.charAt(characters - 1)) ? characters - 1 : characters;
    return text.substring(0, end);
  }

  /** What lies inside of a document – pictures, other documents, programs – stays closed. */
  private static final class Unopened implements EmbeddedDocumentExtractor {
    @Override
    public boolean shouldParseEmbedded(Metadata metadata) {
      return false;
    }

    @Override
    public void parseEmbedded(
        InputStream content, ContentHandler handler, Metadata metadata, boolean wrapped) {}
  }
}
