package org.talanoa.door.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.talanoa.door.Visitors;
import org.talanoa.people.Person;

/** Gives REST methods the person who asks; without one the method is not reached. */
@Configuration
class PersonArgument implements WebMvcConfigurer, HandlerMethodArgumentResolver {
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  private final Visitors visitors;

  PersonArgument(Visitors visitors) {
    this.visitors = visitors;
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(this);
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == Person.class;
  }

  @Override
  public Person resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest web,
      @Nullable WebDataBinderFactory binders) {
    var request = web.getNativeRequest(HttpServletRequest.class);
    if (request == null) {
      throw new NotSignedIn();
    }
    var credential = visitors.credential(request).orElseThrow(NotSignedIn::new);
    if (!READING.contains(request.getMethod()) && !visitors.comesFromOurPage(request, credential)) {
      throw new NotOurPage();
    }
    return visitors.who(credential).orElseThrow(NotSignedIn::new);
  }
}
