# One image for every process of the portal; docker-compose.yml says which command each one runs.
FROM python:3.12-slim-bookworm AS build
RUN pip install --no-cache-dir "uv>=0.9"
WORKDIR /portal
COPY pyproject.toml uv.lock ./
ENV UV_PROJECT_ENVIRONMENT=/portal/.venv UV_LINK_MODE=copy UV_COMPILE_BYTECODE=1
# Without the embedded engines and the tools of development.
RUN uv sync --locked --no-default-groups --python /usr/local/bin/python3

FROM python:3.12-slim-bookworm
RUN apt-get update \
 && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 myspell-sq \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --create-home portal \
 && install -d -o portal -g portal /var/portal /var/portal/private
WORKDIR /portal
COPY --from=build /portal/.venv .venv
COPY . .
RUN .venv/bin/python -m languages.catalogues && chown -R portal locale
ENV PATH=/portal/.venv/bin:$PATH PORTAL_MODE=production PORTAL_VAR=/var/portal PYTHONUNBUFFERED=1
USER portal
VOLUME /var/portal
EXPOSE 8000
CMD ["gunicorn", "elbasan_council.wsgi:application", "--bind=0.0.0.0:8000", "--config=python:elbasan_council.web"]
