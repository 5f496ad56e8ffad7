package org.talanoa.storage;

import com.mongodb.client.MongoDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
class StorageConfiguration {
  @Bean
  @ConditionalOnMissingBean
  Storage storage(
      @Value("${talanoa.data:data}") Path data,
      @Value("${talanoa.mongodb.uri:}") String uri,
      @Value("${talanoa.mongodb.timeout:10s}") Duration timeout,
      @Value("${talanoa.storage.sync:false}") boolean sync,
      @Value("${talanoa.storage.reserve:67108864}") long reserve,
      List<Migration> migrations) {
    var storage = uri.isBlank() ? Storage.embedded(data, sync, reserve) : Storage.at(uri, timeout);
    Migrations.run(storage, migrations);
    return storage;
  }

  /** There for the feed only, and only where the database tells of changes. */
  @Bean
  @Nullable MongoDatabase telling(Storage storage) {
    return storage.telling().orElse(null);
  }

  @Bean
  @ConditionalOnMissingBean
  InstallationKey installationKey(
      @Value("${talanoa.data:data}") Path data, @Value("${talanoa.key:}") String digits) {
    return digits.isBlank()
        ? InstallationKey.in(data.resolve("installation.key"))
        : InstallationKey.of(digits);
  }

  @Bean
  @ConditionalOnMissingBean
  Clock clock() {
    return Clock.systemUTC();
  }
}
