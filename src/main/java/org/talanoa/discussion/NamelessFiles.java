package org.talanoa.discussion;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import java.util.ArrayList;
import java.util.Date;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.bson.Document;
import org.springframework.stereotype.Component;
import org.talanoa.storage.InstallationKey;
import org.talanoa.storage.Migration;
import org.talanoa.storage.Storage;

/** Files once told who had brought them at what moment, and not which message carries them. */
@Component
class NamelessFiles implements Migration {
  private static final Pattern HASHED = Pattern.compile("[0-9a-f]{64}");

  private final InstallationKey key;

  NamelessFiles(InstallationKey key) {
    this.key = key;
  }

  @Override
  public int number() {
    return 2;
  }

  @Override
  public String why() {
    return "files know the message that carries them, and name nobody";
  }

  @Override
  public void run(Storage storage) {
    var attachments = storage.database().getCollection("attachments");
    storage
        .database()
        .getCollection("messages")
        .find(Filters.exists("attachments"))
        .projection(Projections.include("attachments"))
        .forEach(message -> {
          for (var id : Codec.files(message)) {
            change(
                storage,
                attachments,
                id,
                file -> file.putIfAbsent("message", message.getString("_id")));
          }
        });
    for (var file :
        attachments.find().projection(Projections.include("by")).into(new ArrayList<>())) {
      var by = file.getString("by");
      if (!HASHED.matcher(by).matches()) {
        change(storage, attachments, file.getString("_id"), this::forgetWho);
      }
    }
  }

  private void forgetWho(Document file) {
    file.append("by", Attachments.by(key, file.getString("by"), file.getString("_id")))
        .append("at", Date.from(Attachments.day(Codec.instant(file, "at"))));
  }

  private static void change(
      Storage storage,
      MongoCollection<Document> attachments,
      String id,
      Consumer<Document> change) {
    storage
        .together()
        .change(
            "attachment/" + id,
            writing -> {
              var file = writing.find(attachments, id);
              if (file != null) {
                change.accept(file);
                writing.put(attachments, file);
              }
              return id;
            });
  }
}
