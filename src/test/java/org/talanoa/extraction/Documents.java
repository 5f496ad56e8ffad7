package org.talanoa.extraction;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;

/** Small files of every kind that say what they are told to. */
public final class Documents {
  static final String VIETNAMESE = "Chúng tôi đã học được rằng sự tin cậy đến trước";
  static final String ARABIC = "تعلمنا أن الثقة تأتي قبل كل شيء";

  /** So much does not fit into the process that reads, which has 128 MB. */
  static final long BOMB = 160L << 20;

  private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

  private static final String CONTENT_TYPES =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
      <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
      <Default Extension="bin" ContentType="application/vnd.openxmlformats-officedocument.oleObject"/>
      <Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
      </Types>
      """;

  private static final String RELATIONSHIPS =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
      <Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>
      </Relationships>
      """;

  private Documents() {}

  /** A file of each kind that says this. */
  static Map<String, byte[]> saying(String text) throws IOException {
    var files = new LinkedHashMap<String, byte[]>();
    files.put("a.pdf", text.equals(ARABIC) ? arabicPdf() : pdf(text));
    files.put("a.docx", docx(text));
    files.put("a.xlsx", xlsx(text));
    files.put("a.pptx", pptx(text));
    for (var ending : new String[] {"odt", "ods", "odp"}) {
      files.put("a." + ending, openDocument(openContent("", text)));
    }
    for (var ending : new String[] {"txt", "csv", "md"}) {
      files.put("a." + ending, text.getBytes(UTF_8));
    }
    return files;
  }

  public static byte[] pdf(String text) throws IOException {
    try (var document = document(text)) {
      return saved(document);
    }
  }

  /** Its letters stand on the page from left to right, as a press sets them. */
  private static byte[] arabicPdf() {
    var letters = ARABIC.codePoints().distinct().toArray();
    var meaning = new StringBuilder();
    var page = new StringBuilder();
    for (var i = 0; i < letters.length; i++) {
      meaning.append("<%02X> <%04X>\n".formatted(i + 65, letters[i]));
    }
    new StringBuilder(ARABIC)
        .reverse()
        .codePoints()
        .forEach(letter ->
            page.append((char) (65 + Arrays.stream(letters).boxed().toList().indexOf(letter))));
    return """
    %%PDF-1.4
    1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
    2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
    3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R
    /Resources <</Font <</F 5 0 R>> >> >> endobj
    4 0 obj <</Length %d>> stream
    BT /F 12 Tf 50 700 Td (%s) Tj ET
    endstream endobj
    5 0 obj <</Type /Font /Subtype /Type1 /BaseFont /Courier /ToUnicode 6 0 R>> endobj
    6 0 obj <</Length %d>> stream
    begincmap 1 begincodespacerange <00> <FF> endcodespacerange
    %d beginbfchar
    %sendbfchar endcmap
    endstream endobj
    trailer <</Root 1 0 R>>
    %%%%EOF
    """
        .formatted(page.length() + 30, page, meaning.length() + 90, letters.length, meaning)
        .getBytes(ISO_8859_1);
  }

  /** Opens with these passwords only. */
  public static byte[] lockedPdf(String text, String owner, String user) throws IOException {
    try (var document = document(text)) {
      var policy = new StandardProtectionPolicy(owner, user, new AccessPermission());
      policy.setEncryptionKeyLength(128);
      document.protect(policy);
      return saved(document);
    }
  }

  private static PDDocument document(String text) throws IOException {
    var document = new PDDocument();
    var page = new PDPage();
    document.addPage(page);
    try (var font = resource(FONT);
        var content = new PDPageContentStream(document, page)) {
      content.beginText();
      content.setFont(PDType0Font.load(document, font), 12);
      content.newLineAtOffset(50, 700);
      content.showText(text);
      content.endText();
    }
    return document;
  }

  private static InputStream resource(String name) {
    return Objects.requireNonNull(PDDocument.class.getResourceAsStream(name));
  }

  private static byte[] saved(PDDocument document) throws IOException {
    var bytes = new ByteArrayOutputStream();
    document.save(bytes);
    return bytes.toByteArray();
  }

  /** Whose properties say that this person has made it. */
  public static byte[] pdfBy(String author, String text) throws IOException {
    try (var document = document(text)) {
      document.getDocumentInformation().setAuthor(author);
      return saved(document);
    }
  }

  /** Whose properties say that this person has made it, for this institution. */
  public static byte[] docxBy(String author, String institution, String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var document = new XWPFDocument()) {
      document.createParagraph().createRun().setText(text);
      document.getProperties().getCoreProperties().setCreator(author);
      document.getProperties().getCoreProperties().setLastModifiedByUser(author);
      document.getProperties().getExtendedProperties().setCompany(institution);
      document.write(bytes);
    }
    return bytes.toByteArray();
  }

  public static byte[] docx(String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var document = new XWPFDocument()) {
      document.createParagraph().createRun().setText(text);
      document.write(bytes);
    }
    return bytes.toByteArray();
  }

  static byte[] lockedDocx(String text, String password) throws Exception {
    var bytes = new ByteArrayOutputStream();
    try (var container = new POIFSFileSystem()) {
      var encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
      encryptor.confirmPassword(password);
      try (var inside = encryptor.getDataStream(container)) {
        inside.write(docx(text));
      }
      container.writeFilesystem(bytes);
    }
    return bytes.toByteArray();
  }

  public static byte[] xlsx(String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var workbook = new XSSFWorkbook()) {
      var row = workbook.createSheet("Sheet").createRow(0);
      row.createCell(0).setCellValue(text);
      row.createCell(1).setCellValue(12.5);
      workbook.write(bytes);
    }
    return bytes.toByteArray();
  }

  static byte[] pptx(String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var show = new XMLSlideShow()) {
      show.createSlide().createTextBox().setText(text);
      show.write(bytes);
    }
    return bytes.toByteArray();
  }

  /** A docx whose parts are written by hand. */
  static byte[] docx(Map<String, String> parts) throws IOException {
    var all = new LinkedHashMap<String, String>();
    all.put("[Content_Types].xml", CONTENT_TYPES);
    all.put("_rels/.rels", RELATIONSHIPS);
    all.putAll(parts);
    return zip(all);
  }

  static String wordContent(String declared, String body) {
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    %s
    <w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" \
    xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">\
    <w:body>%s</w:body></w:document>
    """
        .formatted(declared, body);
  }

  static String wordParagraph(String text) {
    return "<w:p><w:r><w:t>" + text + "</w:t></w:r></w:p>";
  }

  static byte[] openDocument(String content) throws IOException {
    var parts = new LinkedHashMap<String, String>();
    parts.put("mimetype", "application/vnd.oasis.opendocument.text");
    parts.put("content.xml", content);
    return zip(parts);
  }

  static String openContent(String declared, String text) {
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    %s
    <office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" \
    xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" \
    xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" \
    xmlns:xlink="http://www.w3.org/1999/xlink">\
    <office:body><office:text><text:p>%s</text:p></office:text></office:body>\
    </office:document-content>
    """
        .formatted(declared, text);
  }

  static byte[] zip(Map<String, String> parts) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (var part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(part.getValue().getBytes(UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  /** An archive with one more part, which is this long after its beginning and packs to nothing. */
  static byte[] bomb(
      Map<String, String> parts, String part, String beginning, String repeated, long length)
      throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.setLevel(Deflater.BEST_SPEED);
      for (var other : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(other.getKey()));
        zip.write(other.getValue().getBytes(UTF_8));
      }
      zip.putNextEntry(new ZipEntry(part));
      zip.write(beginning.getBytes(UTF_8));
      var block = repeated.repeat(1 + 65_536 / repeated.length()).getBytes(UTF_8);
      for (var written = 0L; written < length; written += block.length) {
        zip.write(block);
      }
    }
    return bytes.toByteArray();
  }

  /** A text that says this over and over. */
  public static byte[] endlessDocx(String text) throws IOException {
    var beginning = wordContent("", "\n").split("\n</w:body>")[0];
    return bomb(wordFrame(), "word/document.xml", beginning, wordParagraph(text), BOMB);
  }

  static Map<String, String> wordFrame() {
    var parts = new LinkedHashMap<String, String>();
    parts.put("[Content_Types].xml", CONTENT_TYPES);
    parts.put("_rels/.rels", RELATIONSHIPS);
    return parts;
  }
}
