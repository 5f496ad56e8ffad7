package org.talanoa.feed;

import com.mongodb.client.MongoDatabase;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Picks the feed: the database tells where it can, otherwise this process tells itself. */
@Configuration
class FeedConfiguration {
  @Bean
  @ConditionalOnMissingBean
  Feed feed(ObjectProvider<MongoDatabase> telling) {
    var database = telling.getIfAvailable();
    return database == null ? new LocalFeed() : new ChangeStreamFeed(database);
  }
}
