# The whole app in one container.  Everything it writes lies under /data.
#   docker build -t convscope . && docker run -p 8501:8501 -v convscope:/data convscope
FROM python:3.11-slim

ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PIP_NO_CACHE_DIR=1 \
    TF_CPP_MIN_LOG_LEVEL=2 \
    CONVSCOPE_HOME=/data

WORKDIR /app
# First what seldom changes: this layer is kept when only the code is new.
COPY requirements.txt ./
RUN pip install -r requirements.txt

COPY streamlit_app.py pyproject.toml LICENSE ./
COPY .streamlit ./.streamlit
COPY content ./content
COPY data ./data
COPY lib ./lib
COPY pages ./pages

# Nobody's processes write into the code: the app runs as a user of its own, who owns /data alone.
RUN useradd --uid 1000 --create-home convscope && mkdir /data && chown convscope /data
USER convscope
VOLUME /data

EXPOSE 8501
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8501/health', timeout=8)"]
CMD ["streamlit", "run", "streamlit_app.py", "--server.address=0.0.0.0", "--server.port=8501", "--server.headless=true"]
