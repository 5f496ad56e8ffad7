package org.talanoa.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.talanoa.Refusal;
import org.talanoa.testing.Attack;

class PortraitsTest {
  private final Installation here = new Installation();
  private final Portraits portraits = new Portraits(here.people, here.storage);
  private final Person amina = here.person("amina");

  @AfterEach
  void close() {
    here.close();
  }

  @Test
  void aPortraitIsDrawnAnewInOneSize() throws Exception {
    var sent = picture(900, 600, "jpg");

    change(sent);

    try (var shown = portraits.open(amina.id(), name()).orElseThrow()) {
      var drawn = ImageIO.read(shown);
      assertThat(drawn.getWidth()).isEqualTo(Portraits.SIDE);
      assertThat(drawn.getHeight()).isEqualTo(Portraits.SIDE);
    }
  }

  @Attack(41)
  @Test
  void whatHidesBehindAPictureIsNotKept() throws Exception {
    var polyglot = new ByteArrayOutputStream();
    polyglot.write(picture(40, 40, "png"));
    polyglot.write("<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8));

    change(polyglot.toByteArray());

    try (var shown = portraits.open(amina.id(), name()).orElseThrow()) {
      assertThat(new String(shown.readAllBytes(), StandardCharsets.ISO_8859_1))
          .doesNotContain("script");
    }
  }

  @Attack(41)
  @Test
  void aPictureThatClaimsToBeHugeIsRefusedBeforeItIsDrawn() throws Exception {
    var bytes = picture(10, 10, "png");
    var header = ByteBuffer.wrap(bytes);
    header.putInt(16, 50_000).putInt(20, 50_000);
    var sum = new CRC32();
    sum.update(bytes, 12, 17);
    header.putInt(29, (int) sum.getValue());

    assertThatThrownBy(() -> change(bytes)).isInstanceOf(Refusal.NotLikeThis.class);
  }

  @Attack(41)
  @Test
  void whatIsNoPictureIsRefused() throws Exception {
    var half = new byte[40];
    System.arraycopy(picture(10, 10, "png"), 0, half, 0, half.length);

    for (var bytes :
        new byte[][] {
          {}, "<svg onload='alert(1)'/>".getBytes(StandardCharsets.UTF_8), half, new byte[3_000_000]
        }) {
      assertThatThrownBy(() -> change(bytes)).isInstanceOf(Refusal.NotLikeThis.class);
    }
    assertThat(here.people.profile(amina.id()).orElseThrow().portrait()).isNull();
  }

  @Test
  void anOlderPortraitIsGone() throws Exception {
    change(picture(10, 10, "png"));
    var older = name();

    change(picture(20, 20, "png"));

    assertThat(portraits.open(amina.id(), older)).isEmpty();
    assertThat(portraits.open(amina.id(), name())).isPresent();
    assertThat(portraits.open(here.person("tashi").id(), name())).isEmpty();

    portraits.remove(amina);

    assertThat(here.people.profile(amina.id()).orElseThrow().portrait()).isNull();
  }

  private void change(byte[] bytes) throws Exception {
    portraits.change(amina, new ByteArrayInputStream(bytes));
  }

  private String name() {
    var name = here.people.profile(amina.id()).orElseThrow().portrait();
    assertThat(name).isNotNull();
    return String.valueOf(name);
  }

  private static byte[] picture(int width, int height, String format) throws Exception {
    var out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, out);
    return out.toByteArray();
  }
}
