package org.talanoa.door;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * What holds for every request: headers that keep other sites out, and no change by a page that is
 * not ours. Who asks is found out by {@link Visitors}, what they may do by the use cases.
 */
@Configuration
class Doorkeeper {
  /** Vaadin's loader needs inline scripts and its client evaluates what the server sends. */
  private static final String CONTENT =
      "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
          + "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
          + "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; "
          + "frame-ancestors 'none'";

  @Bean
  SecurityFilterChain filters(HttpSecurity http) throws Exception {
    return http.authorizeHttpRequests(every -> every.anyRequest().permitAll())
        .csrf(AbstractHttpConfigurer::disable)
        .formLogin(AbstractHttpConfigurer::disable)
        .httpBasic(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .anonymous(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .securityContext(AbstractHttpConfigurer::disable)
        .sessionManagement(AbstractHttpConfigurer::disable)
        .headers(headers ->
            headers
                .withObjectPostProcessor(new Eagerly())
                .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT))
                .frameOptions(frame -> frame.deny())
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(
                    policy -> policy.policy("camera=(), microphone=(), geolocation=()")))
        .addFilterAfter(new SameSite(), HeaderWriterFilter.class)
        .build();
  }

  /** Nobody is known to Spring Security by name; without this it would make up a user. */
  @Bean
  UserDetailsService nobody() {
    return name -> {
      throw new UsernameNotFoundException("nobody");
    };
  }

  /** A page of Vaadin's is finished by a forward, past the moment of writing headers late. */
  private static final class Eagerly implements ObjectPostProcessor<HeaderWriterFilter> {
    @Override
    public <O extends HeaderWriterFilter> O postProcess(O filter) {
      filter.setShouldWriteHeadersEagerly(true);
      return filter;
    }
  }

  /** Refuses changes, and connections that last, that a page of another site asks for. */
  private static final class SameSite extends OncePerRequestFilter {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    /** The one door that programs open too, and that looks itself who comes from where. */
    private static final String KNOWS_PROGRAMS = "/live";

    @Override
    protected void doFilterInternal(
        HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws ServletException, IOException {
      if (!mayAsk(request)) {
        response.sendError(HttpServletResponse.SC_FORBIDDEN);
        return;
      }
      chain.doFilter(request, response);
    }

    private static boolean mayAsk(HttpServletRequest request) {
      var origin = request.getHeader("Origin");
      var ours = origin != null && Doors.isOurs(origin, request);
      var upgrade = request.getHeader("Upgrade");
      if (upgrade != null && upgrade.toLowerCase(Locale.ROOT).contains("websocket")) {
        return ours || request.getRequestURI().equals(KNOWS_PROGRAMS);
      }
      return ours || origin == null || READING.contains(request.getMethod());
    }
  }
}
