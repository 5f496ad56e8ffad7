package org.talanoa.feed;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
class FeedConfiguration {
  @Bean
  @ConditionalOnMissingBean
  Feed feed() {
    return new LocalFeed();
  }
}
