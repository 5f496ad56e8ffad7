package org.talanoa.people;

import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.talanoa.Refusal;
import org.talanoa.storage.BlobId;
import org.talanoa.storage.Storage;

/**
 * Pictures of people. Every picture is drawn anew at {@link #SIDE} pixels, so that nothing but what
 * can be seen is kept: no place, no camera, no second file in the file. Thread safe.
 */
@Service
public class Portraits {
  /** Width and height of a portrait in pixels. */
  public static final int SIDE = 256;

  /** The most bytes that may be sent. */
  public static final int MOST_BYTES = 2 * 1024 * 1024;

  /** A small file may claim to be a picture that fills the memory. */
  private static final long MOST_PIXELS = 40_000_000;

  private static final Set<String> FORMATS = Set.of("png", "jpeg", "gif");

  private final People people;
  private final Storage storage;

  public Portraits(People people, Storage storage) {
    this.people = people;
    this.storage = storage;
  }

  /** Gives a person this portrait; PNG, JPEG or GIF. */
  public void change(Person person, InputStream picture) throws IOException {
    var bytes = picture.readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw new Refusal.NotLikeThis("portrait.tooLarge", MOST_BYTES / (1024 * 1024));
    }
    var drawn = new ByteArrayOutputStream();
    ImageIO.write(square(read(bytes)), "png", drawn);
    var blob = storage.blobs().put(new ByteArrayInputStream(drawn.toByteArray()), MOST_BYTES);
    replace(person, blob.value());
  }

  /** Takes a person's portrait away. */
  public void remove(Person person) {
    replace(person, null);
  }

  /** The PNG under this name, if it is the person's portrait now. */
  public Optional<InputStream> open(PersonId person, String name) {
    return people
        .profile(person)
        .filter(profile -> name.equals(profile.portrait()))
        .flatMap(_ -> storage.blobs().open(new BlobId(name)));
  }

  private void replace(Person person, @Nullable String portrait) {
    var before = people.profile(person.id()).map(Profile::portrait);
    people.change(person, profile -> profile.withPortrait(portrait));
    before.ifPresent(old -> storage.blobs().delete(new BlobId(old)));
  }

  private static BufferedImage read(byte[] bytes) {
    try (var input = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
      var readers = ImageIO.getImageReaders(input);
      if (!readers.hasNext()) {
        throw new Refusal.NotLikeThis("portrait.type");
      }
      var reader = readers.next();
      try {
        reader.setInput(input, true, true);
        return read(reader);
      } finally {
        reader.dispose();
      }
    } catch (IIOException | IllegalArgumentException | IndexOutOfBoundsException broken) {
      throw new Refusal.NotLikeThis("portrait.type");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static BufferedImage read(ImageReader reader) throws IOException {
    var width = reader.getWidth(0);
    var height = reader.getHeight(0);
    if (!FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))
        || (long) width * height > MOST_PIXELS) {
      throw new Refusal.NotLikeThis("portrait.type");
    }
    var step = Math.max(1, Math.min(width, height) / (2 * SIDE));
    var sparingly = reader.getDefaultReadParam();
    sparingly.setSourceSubsampling(step, step, 0, 0);
    return reader.read(0, sparingly);
  }

  /** The middle of the picture. */
  private static BufferedImage square(BufferedImage picture) {
    var side = Math.min(picture.getWidth(), picture.getHeight());
    var left = (picture.getWidth() - side) / 2;
    var top = (picture.getHeight() - side) / 2;
    var drawn = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_ARGB);
    var pen = drawn.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    pen.drawImage(picture, 0, 0, SIDE, SIDE, left, top, left + side, top + side, null);
    pen.dispose();
    return drawn;
  }
}
